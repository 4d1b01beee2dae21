greeting = Bonjour { $nom }
