"""The ledger: record, judge, plan, rectify, accept, close, extend, supervise; and the events of each hazard's life."""
