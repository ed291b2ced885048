-- The state of grains: one row per grain and state name (GrainTypeString). The hashes make the index selective; only
-- all key columns together identify a row.
CREATE TABLE IF NOT EXISTS OrleansStorage
(
    GrainIdHash integer NOT NULL,
    GrainIdN0 bigint NOT NULL,
    GrainIdN1 bigint NOT NULL,
    GrainTypeHash integer NOT NULL,
    GrainTypeString text NOT NULL,
    GrainIdExtensionString text,
    ServiceId text NOT NULL,
    PayloadBinary bytea,
    ModifiedOn timestamptz NOT NULL,
    Version integer NOT NULL
);

CREATE UNIQUE INDEX IF NOT EXISTS OrleansStorage_Identity ON OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, (coalesce(GrainIdExtensionString, '')), GrainTypeString,
        ServiceId);

-- Some rows are written with every message, and indexed columns never change: free space on the page allows HOT
-- updates, which leave the index alone. Large payloads are stored out of line; vacuum removes their dead rows early.
ALTER TABLE OrleansStorage SET
    (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05);

DO $$
BEGIN
    ALTER TABLE OrleansStorage ALTER COLUMN PayloadBinary SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    RAISE NOTICE 'this server has no lz4: payloads are compressed its own way';
END
$$;

-- A write that changes no row returns none, and Orleans throws InconsistentStateException. The first version is random:
-- a writer that still holds the version of a cleared state cannot overwrite the state that came after it.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', $query$
    WITH changed AS
    (
        UPDATE OrleansStorage SET PayloadBinary = @PayloadBinary, ModifiedOn = now(), Version = Version + 1
        WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
            AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
            AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString, '')
            AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND Version = @GrainStateVersion
        RETURNING Version
    ),
    made AS
    (
        INSERT INTO OrleansStorage
            (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId,
                PayloadBinary, ModifiedOn, Version)
        SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
            @ServiceId, @PayloadBinary, now(), 1 + floor(random() * 1000000000)::integer
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING Version
    )
    SELECT Version AS NewGrainStateVersion FROM changed UNION ALL SELECT Version FROM made
$query$),
('ReadFromStorageKey', $query$
    SELECT PayloadBinary, ModifiedOn, Version FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString, '')
        AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
$query$),
('ClearStorageKey', $query$
    UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString, '')
        AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND Version = @GrainStateVersion
    RETURNING Version AS NewGrainStateVersion
$query$),
('DeleteStorageKey', $query$
    DELETE FROM OrleansStorage
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
        AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND coalesce(GrainIdExtensionString, '') = coalesce(@GrainIdExtensionString, '')
        AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId AND Version = @GrainStateVersion
    RETURNING Version + 1 AS NewGrainStateVersion
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
