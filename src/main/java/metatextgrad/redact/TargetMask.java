package metatextgrad.redact;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * Hides right answers in texts if the targets of the project are private. A right answer is found
 * word for word, in any case of letters; a short one only as a whole word. Pure.
 */
public final class TargetMask {
    /** Replaces a right answer. */
    public static final String MARK = "[private answer]";

    /** Hides nothing. */
    public static final TargetMask NONE = new TargetMask(null);

    /** A target of this length is also found inside a word. */
    private static final int DISTINCT = 8;

    /** A shorter target is found in its own case only: {@code A} is no article. */
    private static final int FOLDED = 3;

    private final @Nullable Pattern pattern;

    private TargetMask(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    /** Returns the mask of these tasks under these settings. */
    public static TargetMask of(LoopSettings settings, TaskSubmitted... tasks) {
        return of(settings, List.of(tasks));
    }

    /** Returns the mask of these tasks under these settings. */
    public static TargetMask of(LoopSettings settings, List<TaskSubmitted> tasks) {
        return ofTargets(
                settings,
                tasks.stream().map(TaskSubmitted::target).filter(Objects::nonNull).toList());
    }

    /** Returns the mask of these right answers under these settings. */
    public static TargetMask ofTargets(LoopSettings settings, List<String> targets) {
        if (settings.mayShowTargets()) return NONE;
        List<String> alternatives =
                targets.stream()
                        .map(String::strip)
                        .filter(target -> !target.isEmpty())
                        .distinct()
                        .sorted((one, other) -> other.length() - one.length())
                        .map(TargetMask::found)
                        .toList();
        return alternatives.isEmpty()
                ? NONE
                : new TargetMask(Pattern.compile(String.join("|", alternatives)));
    }

    private static String found(String target) {
        String words =
                Stream.of(target.split("\\s+"))
                        .map(Pattern::quote)
                        .reduce((one, next) -> one + "\\s+" + next)
                        .orElseThrow();
        String flags = target.length() < FOLDED ? "(?:" : "(?iu:";
        boolean isWord = target.length() < DISTINCT;
        return flags
                + (isWord ? "(?<![\\p{L}\\p{N}])" : "")
                + words
                + (isWord ? "(?![\\p{L}\\p{N}])" : "")
                + ")";
    }

    /** Returns the text with a mark for each right answer. */
    public String in(String text) {
        return pattern == null ? text : pattern.matcher(text).replaceAll(MARK);
    }

    /** Returns whether the text names a right answer that none of the known texts names. */
    public boolean names(String text, List<String> known) {
        if (pattern == null) return false;
        Set<String> may = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String one : known)
            pattern.matcher(one).results().forEach(hit -> may.add(hit.group()));
        return pattern.matcher(text).results().anyMatch(hit -> !may.contains(hit.group()));
    }

    /** Returns whether a text names a right answer, word for word. */
    public static boolean isIn(String text, String target) {
        return !target.isBlank() && Pattern.compile(found(target.strip())).matcher(text).find();
    }

    /** Returns the task as a model may see it: without its target if targets are private. */
    public static TaskSubmitted shown(LoopSettings settings, TaskSubmitted task) {
        return settings.mayShowTargets()
                ? task
                : new TaskSubmitted(
                        task.project(),
                        task.id(),
                        of(settings, task).in(task.input()),
                        null,
                        task.set(),
                        task.split(),
                        task.group());
    }
}
