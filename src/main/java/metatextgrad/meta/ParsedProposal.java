package metatextgrad.meta;

import java.util.List;
import metatextgrad.model.OptimizerSpec;

/** The result of reading a reply of the meta model. */
sealed interface ParsedProposal {
    /** An optimizer that may be tried. */
    record Valid(OptimizerSpec spec) implements ParsedProposal {}

    /** The problems of the reply, one line each. */
    record Invalid(List<String> problems) implements ParsedProposal {}
}
