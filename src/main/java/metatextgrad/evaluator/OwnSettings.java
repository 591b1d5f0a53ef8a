package metatextgrad.evaluator;

import java.util.List;
import metatextgrad.json.Suggestions;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * The settings of a project for one evaluator, for {@link Evaluator#with}. Every error is an {@link
 * IllegalArgumentException} with a message of one line.
 */
public final class OwnSettings {
    private final EvaluatorSpec spec;

    private OwnSettings(EvaluatorSpec spec) {
        this.spec = spec;
    }

    /** Returns the settings of an evaluator that has these settings and no parts. */
    public static OwnSettings of(EvaluatorSpec spec, String... known) {
        if (!spec.parts().isEmpty())
            throw new IllegalArgumentException("`" + spec.name() + "` has no parts");
        return knowing(spec, List.of(known));
    }

    /** Returns the settings of an evaluator that combines others. */
    public static OwnSettings ofParts(EvaluatorSpec spec) {
        if (spec.parts().isEmpty())
            throw new IllegalArgumentException("`" + spec.name() + "` needs `parts`");
        return knowing(spec, List.of());
    }

    /** Returns the settings of an evaluator that may have one other evaluator as its part. */
    static OwnSettings ofOnePart(EvaluatorSpec spec, String... known) {
        if (spec.parts().size() > 1)
            throw new IllegalArgumentException("`" + spec.name() + "` has one part at most");
        return knowing(spec, List.of(known));
    }

    /** Returns a mandatory setting. */
    public String text(String name) {
        String value = spec.settings().get(name);
        if (value == null || value.isBlank())
            throw new IllegalArgumentException(
                    "`" + spec.name() + "` needs the setting `" + name + "`");
        return value;
    }

    public String text(String name, String otherwise) {
        String value = spec.settings().get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static OwnSettings knowing(EvaluatorSpec spec, List<String> known) {
        for (String name : spec.settings().keySet()) {
            if (!known.contains(name))
                throw new IllegalArgumentException(
                        "`%s` has no setting `%s`%s"
                                .formatted(
                                        spec.name(), name, Suggestions.orDidYouMean(name, known)));
        }
        return new OwnSettings(spec);
    }
}
