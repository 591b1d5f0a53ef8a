package metatextgrad.experiments.real;

import com.fasterxml.jackson.annotation.JsonKey;
import java.util.List;
import metatextgrad.model.Text;

/** A row of the table. */
public enum RowKind {
    /** The seed prompt, scored once. */
    SEED(false),
    /** The prompt written by hand, scored once. */
    HAND(false),
    /** The seed prompt with six training rows, drawn at random: no search at all. */
    EXAMPLES(false),
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
    OURS_LEARNED(true),
    /** The seed prompt, with the model of the other roles as task model. */
    SEED_ON_LARGE(false),
    /** The prompt that {@link #OURS} found, with the model of the other roles as task model. */
    OURS_ON_LARGE(false);

    /** The other optimizers, in the order of the table. */
    public static final List<RowKind> PEERS = List.of(GEPA, MIPRO, CAPO);

    private final boolean search;

    RowKind(boolean search) {
        this.search = search;
    }

    /** Whether it searches, within the calls of its cell. */
    public boolean isSearch() {
        return search;
    }

    /** Whether it has a cell for each seed. */
    public boolean hasSeeds() {
        return search || this == EXAMPLES || this == OURS_ON_LARGE;
    }

    /** Whether another optimizer searches. */
    public boolean isPeer() {
        return PEERS.contains(this);
    }

    /** Whether the model of the other roles answers the tasks. Its prompts come from elsewhere. */
    public boolean isOnLarge() {
        return this == SEED_ON_LARGE || this == OURS_ON_LARGE;
    }

    /** Returns the row of the seed prompt with the same task model. */
    public RowKind seedPrompt() {
        return isOnLarge() ? SEED_ON_LARGE : SEED;
    }

    /** Returns the name in files and on the command line. */
    @JsonKey
    @Override
    public String toString() {
        return Text.kebab(this);
    }
}
