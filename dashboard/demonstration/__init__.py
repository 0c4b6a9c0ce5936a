"""Made-up cases of every English council, in the formats of the real input, to show the program."""
