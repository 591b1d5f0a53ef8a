package metatextgrad.services.mtg;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** How one text became another, line by line. */
final class TextDiff {
    private TextDiff() {}

    static List<String> of(String beforeName, String before, String afterName, String after) {
        List<String> from = before.lines().toList();
        List<String> to = after.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                beforeName, afterName, from, DiffUtils.diff(from, to), 3);
    }
}
