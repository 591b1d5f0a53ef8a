package metatextgrad.experiments.real;

import metatextgrad.model.Text;

/** A row of the table. */
public enum RowKind {
    /** The seed prompt, scored once. */
    SEED(false),
    /** The prompt written by hand, scored once. */
    HAND(false),
    /** The best of several runs of the first base optimizer, without a meta level. */
    RESTARTS(true),
    /** GEPA at the same number of calls. */
    GEPA(true),
    /** DSPy's MIPROv2 at the same number of calls. */
    MIPRO(true),
    /** CAPO of promptolution at the same number of calls. */
    CAPO(true),
    /** MetaTextGrad as it is by default. */
    OURS(true),
    /** One run with the optimizer that {@link #OURS} learned on the other tasks. */
    OURS_LEARNED(true);

    private final boolean search;

    RowKind(boolean search) {
        this.search = search;
    }

    /** Whether it searches, so that it has a cell for each seed. */
    public boolean isSearch() {
        return search;
    }

    /** Whether another optimizer searches. */
    public boolean isPeer() {
        return this == GEPA || this == MIPRO || this == CAPO;
    }

    /** Returns the name in files and on the command line. */
    @Override
    public String toString() {
        return Text.kebab(this);
    }
}
