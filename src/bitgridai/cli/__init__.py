"""The command ``bitgridai``, one file per subcommand."""
