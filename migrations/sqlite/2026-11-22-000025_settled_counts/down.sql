DROP TABLE settled_counts;
