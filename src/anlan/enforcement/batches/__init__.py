"""The lists of a period (通报、约谈、联合惩戒、停产整顿) and batches of typical cases, approved before they go out."""
