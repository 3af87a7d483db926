-- Each scrape of the metrics counts the findings that are not resolved: from this index alone, without reading their rows. It is small,
-- because equal entries of it are stored once.
CREATE INDEX finding_counts ON finding (environment, comparison, kind, severity, state) WHERE state <> 'resolved';
