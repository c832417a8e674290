CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "audit_log" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_audit_log" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "correlation" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "reason" TEXT NULL,
    "result" TEXT NOT NULL,
    "detail" TEXT NULL,
    "hash" TEXT NOT NULL
);

CREATE TABLE "equity_snapshots" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_equity_snapshots" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "equity" INTEGER NOT NULL,
    "wallet" INTEGER NOT NULL
);

CREATE TABLE "events" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_events" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "symbol" TEXT NULL,
    "correlation" TEXT NULL
);

CREATE TABLE "executions" (
    "id" TEXT NOT NULL CONSTRAINT "PK_executions" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "order_id" TEXT NULL,
    "symbol" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,
    "price" TEXT NOT NULL,
    "fee" TEXT NOT NULL,
    "executed_at" INTEGER NOT NULL
);

CREATE TABLE "journal" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_journal" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" BLOB NOT NULL,
    "hash" BLOB NOT NULL
);

CREATE TABLE "orders" (
    "id" TEXT NOT NULL CONSTRAINT "PK_orders" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "symbol" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "open" INTEGER NOT NULL,
    "correlation" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "positions" (
    "symbol" TEXT NOT NULL CONSTRAINT "PK_positions" PRIMARY KEY,
    "signed_quantity" TEXT NOT NULL,
    "entry_price" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "projection" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_projection" PRIMARY KEY,
    "through" INTEGER NOT NULL
);

CREATE TABLE "state_snapshots" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_state_snapshots" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "state_hash" TEXT NOT NULL,
    "chain_hash" BLOB NOT NULL,
    "image" BLOB NOT NULL
);

CREATE TABLE "trades" (
    "trade_id" TEXT NOT NULL CONSTRAINT "PK_trades" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "symbol" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "close_reason" TEXT NOT NULL,
    "net_pnl" INTEGER NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "closed_at" INTEGER NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_users" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "totp_secret_protected" TEXT NULL,
    "kill_code_hash" TEXT NULL,
    "last_totp_step" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "disabled" INTEGER NOT NULL,
    "failed_count" INTEGER NOT NULL,
    "locked_until" INTEGER NOT NULL
);

CREATE INDEX "IX_audit_log_actor_sequence" ON "audit_log" ("actor", "sequence");

CREATE INDEX "IX_equity_snapshots_at" ON "equity_snapshots" ("at");

CREATE INDEX "IX_events_type_sequence" ON "events" ("type", "sequence");

CREATE INDEX "IX_executions_order_id" ON "executions" ("order_id");

CREATE INDEX "IX_executions_sequence" ON "executions" ("sequence");

CREATE INDEX "IX_orders_open_sequence" ON "orders" ("open", "sequence");

CREATE INDEX "IX_orders_sequence" ON "orders" ("sequence");

CREATE INDEX "IX_trades_closed_at" ON "trades" ("closed_at");

CREATE INDEX "IX_trades_sequence" ON "trades" ("sequence");

CREATE INDEX "IX_trades_symbol_closed_at" ON "trades" ("symbol", "closed_at");

CREATE UNIQUE INDEX "IX_users_name" ON "users" ("name");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121054319_Initial', '10.0.14');

CREATE TABLE "flattens" (
    "id" TEXT NOT NULL CONSTRAINT "PK_flattens" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "confirmed_at" INTEGER NOT NULL,
    "body" TEXT NOT NULL
);

CREATE INDEX "IX_flattens_sequence" ON "flattens" ("sequence");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121082102_Flattens', '10.0.14');

CREATE TABLE "signals" (
    "id" TEXT NOT NULL CONSTRAINT "PK_signals" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "symbol" TEXT NULL,
    "direction" TEXT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NULL,
    "gate" TEXT NULL,
    "phases" TEXT NOT NULL
);

CREATE INDEX "IX_signals_sequence" ON "signals" ("sequence");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121171500_Signals', '10.0.14');

ALTER TABLE "trades" ADD "trap_type" TEXT NULL;

UPDATE trades SET trap_type = json_extract(body, '$.trapType');

CREATE INDEX "IX_trades_trap_type_closed_at" ON "trades" ("trap_type", "closed_at");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121173000_TrapTypes', '10.0.14');

