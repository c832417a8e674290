using Microsoft.OpenApi;

namespace Titan.Web.Api;

/// <summary>What the API document says beyond what routing knows: handlers read bodies themselves, so that an empty one of any type is {}.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Titan Console",
            Version = "1",
            Description = "Sign in with HTTP Basic (curl -u name:password). Acts that stop are always heard. An empty body is {}; money is in USDT, times are UTC.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["basic"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic" };
        return Task.CompletedTask;
    }));

    /// <summary>Shows the fields of the body, all of them optional to HTTP.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder route, Type body) => route.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = false,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body, null, cancellationToken) },
            },
        });
}
