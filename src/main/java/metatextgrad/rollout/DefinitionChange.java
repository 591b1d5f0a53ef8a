package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;

/** What another definition of a project means for its contests. Pure. */
public final class DefinitionChange {
    /** Why a contest ends. */
    static final String REASON = "the definition of the project has changed";

    private DefinitionChange() {}

    /**
     * Whether contests end: versions may have other scores now, or the rules for their texts are
     * others.
     */
    public static boolean endsContests(Project before, Project after) {
        return !(before.scoresLike(after)
                && answersLike(before.loop(), after.loop())
                && adapt(before).shareable() == adapt(after).shareable()
                && pieces(before).equals(pieces(after)));
    }

    /** Returns which frozen text of the project a program lacks, in one line; empty if none. */
    static Optional<String> missing(Project project, Program program) {
        return frozen(project)
                .missing(program)
                .map(text -> "it lacks the frozen text `%s`".formatted(text.replace("\n", "\\n")));
    }

    /** Whether a program has the same answers, and a judge the same opinion of them. */
    private static boolean answersLike(LoopSettings before, LoopSettings after) {
        return before.model(ModelRole.PROGRAM).equals(after.model(ModelRole.PROGRAM))
                && before.model(ModelRole.JUDGE).equals(after.model(ModelRole.JUDGE))
                && before.reading().equals(after.reading());
    }

    private static SortedSet<String> pieces(Project project) {
        return new TreeSet<>(frozen(project).pieces());
    }

    private static FrozenTexts frozen(Project project) {
        return new FrozenTexts(adapt(project).frozen(), project.seed());
    }

    private static AdaptSettings adapt(Project project) {
        return requireNonNull(project.adapt());
    }
}
