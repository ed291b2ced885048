-- Orleans' ADO.NET providers read the statements that they run from here. Keys, parameters and result columns are their contract.
CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);
