-- The membership of the cluster. Each change of a row also increments the cluster's version, in the same statement. So
-- of two changes that read the same version only one succeeds: the other waits for the row lock and then finds a newer
-- version.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable
(
    DeploymentId text PRIMARY KEY,
    Timestamp timestamptz NOT NULL DEFAULT now(),
    Version integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS OrleansMembershipTable
(
    DeploymentId text NOT NULL,
    Address text NOT NULL,
    Port integer NOT NULL,
    Generation integer NOT NULL,
    SiloName text NOT NULL,
    HostName text NOT NULL,
    Status integer NOT NULL,
    ProxyPort integer,
    SuspectTimes text,
    StartTime timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
) WITH (fillfactor = 50);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH made AS
    (
        INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT count(*)::integer AS Made FROM made
$query$),
('InsertMembershipKey', $query$
    WITH moved AS
    (
        UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
        WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS
        (
            SELECT FROM OrleansMembershipTable
            WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
        )
        RETURNING DeploymentId
    ),
    made AS
    (
        INSERT INTO OrleansMembershipTable
            (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
            @IAmAliveTime
        FROM moved
        RETURNING 1
    )
    SELECT count(*)::integer AS Made FROM made
$query$),
('UpdateMembershipKey', $query$
    WITH moved AS
    (
        UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
        WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS
        (
            SELECT FROM OrleansMembershipTable
            WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
        )
        RETURNING DeploymentId
    ),
    changed AS
    (
        UPDATE OrleansMembershipTable AS silo
        SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        FROM moved
        WHERE silo.DeploymentId = moved.DeploymentId
            AND Address = @Address AND Port = @Port AND Generation = @Generation
        RETURNING 1
    )
    SELECT count(*)::integer AS Changed FROM changed
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
$query$),
('MembershipReadRowKey', $query$
    SELECT cluster.Version, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime,
        IAmAliveTime
    FROM OrleansMembershipVersionTable AS cluster LEFT JOIN OrleansMembershipTable AS silo
        ON silo.DeploymentId = cluster.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    WHERE cluster.DeploymentId = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT cluster.Version, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime,
        IAmAliveTime
    FROM OrleansMembershipVersionTable AS cluster
    LEFT JOIN OrleansMembershipTable AS silo ON silo.DeploymentId = cluster.DeploymentId
    WHERE cluster.DeploymentId = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
    WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0
$query$),
-- Deletes a dead silo (status 6) unless it has changed. Providers that do not know this statement use the next one.
('CleanupDefunctSiloEntryKey', $query$
    DELETE FROM OrleansMembershipTable
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
        AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime
        AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes
$query$),
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM OrleansMembershipTable
    WHERE DeploymentId = @DeploymentId AND Status = 6 AND IAmAliveTime < @IAmAliveTime AND StartTime < @IAmAliveTime
$query$),
('DeleteMembershipTableEntriesKey', $query$
    WITH silos AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
    DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
