package metatextgrad.model.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rewrites of a run must keep, and what they must not copy.
 *
 * @param frozen pieces of prompts that each rewrite keeps word for word
 * @param known texts from which prompts may copy although tasks have them too; null if prompts may
 *     copy from tasks
 */
public record TextGuard(List<String> frozen, @Nullable List<String> known) {
    /** Keeps nothing and lets prompts copy. */
    public static final TextGuard NONE = new TextGuard(List.of(), null);

    /** A prompt copies from a task if so many words or signs in a row are in both. */
    public static final int TOKENS = MetaSettings.LEAK_TOKENS;

    /** So many words in a row are enough if they are more than half of a sentence. */
    public static final int SENTENCE = 3;

    public TextGuard {
        frozen = List.copyOf(frozen);
        known = known == null ? null : List.copyOf(known);
    }
}
