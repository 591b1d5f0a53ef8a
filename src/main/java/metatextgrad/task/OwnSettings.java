package metatextgrad.task;

import java.util.List;
import metatextgrad.json.Suggestions;
import metatextgrad.model.EvaluatorSpec;

/**
 * What a project sets for one evaluator, for {@link Evaluator#with}. Every complaint is an {@link
 * IllegalArgumentException} of one line.
 */
public final class OwnSettings {
    private final EvaluatorSpec spec;

    private OwnSettings(EvaluatorSpec spec) {
        this.spec = spec;
    }

    /** Of an evaluator that has settings of these names and no parts. */
    public static OwnSettings of(EvaluatorSpec spec, String... known) {
        if (!spec.parts().isEmpty())
            throw new IllegalArgumentException("`" + spec.name() + "` has no parts");
        return knowing(spec, List.of(known));
    }

    /** Of an evaluator that is made of others. */
    public static OwnSettings ofParts(EvaluatorSpec spec) {
        if (spec.parts().isEmpty())
            throw new IllegalArgumentException("`" + spec.name() + "` needs `parts`");
        return knowing(spec, List.of());
    }

    /** A setting that must be there. */
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
