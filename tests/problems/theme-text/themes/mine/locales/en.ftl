greeting = Café
