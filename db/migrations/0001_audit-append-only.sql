-- The audit log is append-only: rows are never changed or removed, not even by the application.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_logs is append-only' using errcode = 'integrity_constraint_violation';
end
$$;
--> statement-breakpoint
create trigger audit_logs_append_only before update or delete on audit_logs
  for each row execute function refuse_audit_change();
--> statement-breakpoint
create trigger audit_logs_no_truncate before truncate on audit_logs
  for each statement execute function refuse_audit_change();
