from alongside.config.commandline import main

main()
