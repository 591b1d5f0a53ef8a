package metatextgrad.meta;

import java.util.List;
import metatextgrad.model.OptimizerSpec;

/** What a reply of the meta model comes to. */
sealed interface Reading {
    /** An optimizer that may be tried. */
    record Sound(OptimizerSpec spec) implements Reading {}

    /** What is wrong with it, one line each. */
    record Unsound(List<String> problems) implements Reading {}
}
