package metatextgrad.model.event;

import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Split;

/** An optimizer to be tried, from either phase. Publishing it starts its trial. */
public sealed interface OptimizerToTry extends TrialStart
        permits MetaPromptPublished, MetaStructurePublished {
    @Override
    OptimizerSpec spec();

    /** The meta round of the optimizer; 0 for an optimizer as given. */
    int round();

    @Override
    default Split split() {
        return Split.VAL;
    }

    @Override
    default boolean empty() {
        return false;
    }
}
