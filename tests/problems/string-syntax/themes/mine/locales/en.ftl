greeting = Hello
this is no message
