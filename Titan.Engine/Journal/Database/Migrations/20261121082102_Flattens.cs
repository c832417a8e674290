using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Titan.Engine.Journal.Database.Migrations
{
    /// <inheritdoc />
    public partial class Flattens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "flattens",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flattens", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_flattens_sequence",
                table: "flattens",
                column: "sequence");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "flattens");
        }
    }
}
