"""Set text in lines: which font, where a line may end, how wide each gap is. Draws nothing."""
