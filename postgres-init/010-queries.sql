-- The statements that Orleans' ADO.NET providers run. Keys, parameters and result columns are the providers' contract.
CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);
