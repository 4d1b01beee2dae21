greeting = Hello
greeting = Good day
