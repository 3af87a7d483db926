-- deaths counts the processes that fell silent with a scan since a check was last recorded, so that what kills every process that
-- touches it is given up. released says that the process let it go by itself, which is no death: said_at stays what it says.
ALTER TABLE scan
  ADD COLUMN deaths   integer NOT NULL DEFAULT 0,
  ADD COLUMN released boolean NOT NULL DEFAULT false;
