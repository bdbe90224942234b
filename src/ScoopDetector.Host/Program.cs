using ScoopDetector.Host.Verbs;

return await CommandLine.RunAsync(args);
