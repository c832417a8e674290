using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Titan.Engine.Journal.Database;

/// <summary>Lets <c>dotnet ef</c> build the model without a host.</summary>
internal sealed class TitanDbContextFactory : IDesignTimeDbContextFactory<TitanDbContext>
{
    public TitanDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<TitanDbContext>().UseSqlite("Data Source=design.db").Options);
}
