using Titan.Tools;

return AssetExtractor.Run(args, Console.Error);
