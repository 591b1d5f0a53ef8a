package metatextgrad.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.Text;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.StepRequested;
import org.jspecify.annotations.Nullable;

/** Names trials by the optimizer on trial, or by the result that is measured. Pure. */
public final class TrialNames {
    private static final Pattern RACE =
            Pattern.compile("(evidence|step|confirm|validate)/arm-(\\d+)/step-(\\d+)/slot-(\\d+)");
    private static final Pattern READING = Pattern.compile("(test|rescore)-(\\d{1,9})");

    private TrialNames() {}

    /** Returns the name of the trial of an optimizer. */
    public static String of(OptimizerToTry published) {
        return switch (published) {
            case MetaPromptPublished prompt ->
                    prompt.spec().name() + (prompt.round() == 0 ? "" : ", round " + prompt.round());
            case MetaStructurePublished structure ->
                    "structure " + structure.spec().name() + ", round " + structure.round();
        };
    }

    /** Returns the name of a step of a race: that of its arm, from 1. */
    public static String of(StepRequested step) {
        Kind kind = step.operator().kind();
        String operator = kind == Kind.REVISE ? "" : " (" + Text.kebab(kind) + ")";
        return step.spec().name() + ", " + raced(step.purpose()) + operator;
    }

    /**
     * Returns the name of an evaluation. It has no optimizer; its purpose names the result that it
     * measures.
     *
     * @param report the results of the run; empty until it has chosen them
     * @return null while the result is unknown
     */
    public static @Nullable String of(EvaluationRequested evaluation, List<Line> report) {
        if (!evaluation.merged().isEmpty())
            return "validation of a merge of "
                    + evaluation.merged().stream()
                            .map(ProgramId::value)
                            .collect(Collectors.joining(" and "));
        String purpose = evaluation.purpose();
        if (purpose.equals("seed")) return "seed program";
        Matcher reading = READING.matcher(purpose);
        if (!reading.matches()) return raced(purpose);
        int line = Integer.parseInt(reading.group(2));
        if (line >= report.size()) return null;
        String what = reading.group(1).equals("test") ? "test of " : "validation again of ";
        return what + report.get(line).name();
    }

    private static String raced(String purpose) {
        Matcher place = RACE.matcher(purpose);
        if (!place.matches()) return purpose;
        // Steps of evidence have no number among those of their arm.
        boolean evidence = place.group(3).equals("0");
        String text =
                "arm %d, %s, proposal %d"
                        .formatted(
                                1 + Integer.parseInt(place.group(2)),
                                evidence ? "evidence" : "step " + place.group(3),
                                1 + Integer.parseInt(place.group(4)));
        return switch (place.group(1)) {
            case "validate" -> "validation of " + text;
            case "confirm" -> "confirmation of " + text;
            default -> text;
        };
    }
}
