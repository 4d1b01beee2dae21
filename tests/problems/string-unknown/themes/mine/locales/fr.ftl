greting = Bonjour
