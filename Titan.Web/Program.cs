using Titan.Web.Cli;

return await TitanCommands.RunAsync(args);

/// <summary>The entry point; public so that tests can host the console.</summary>
public partial class Program;
