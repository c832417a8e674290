using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Titan.Engine.Journal.Database.Migrations
{
    /// <inheritdoc />
    public partial class TrapTypes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "trap_type",
                table: "trades",
                type: "TEXT",
                nullable: true);

            // Trades of before carry their kind in the body alone.
            migrationBuilder.Sql("UPDATE trades SET trap_type = json_extract(body, '$.trapType');");

            migrationBuilder.CreateIndex(
                name: "IX_trades_trap_type_closed_at",
                table: "trades",
                columns: new[] { "trap_type", "closed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_trades_trap_type_closed_at",
                table: "trades");

            migrationBuilder.DropColumn(
                name: "trap_type",
                table: "trades");
        }
    }
}
