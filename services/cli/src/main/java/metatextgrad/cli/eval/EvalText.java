package metatextgrad.cli.eval;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.TextTable.Style;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.ScoreStats;
import metatextgrad.statistics.PairedDifference;

/** A comparison as text for a terminal, and as Markdown for a comment on a pull request. Pure. */
record EvalText(EvalReport report) {
    private static final int SHOWN = 20;
    private static final int ID_LETTERS = 8;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "prompt of project %s (version %s) against %s (version %s)"
                        .formatted(
                                report.project(),
                                report.version(),
                                report.baseline(),
                                report.baselineVersion()));
        if (!report.changed()) {
            lines.add(unchanged());
            return lines;
        }
        lines.add("");
        lines.addAll(table(Style.RIGHT));
        lines.add("");
        lines.add(difference());
        lines.add(counts());
        if (report.bound() != null) lines.add(report.bound().text());
        lines.add(report.cost().text());
        if (report.worse() > 0) {
            lines.add("");
            lines.add("tasks with a lower score:");
            shown().forEach(lost -> lines.add("  " + lost(lost.task(), lost)));
            lines.addAll(more("  "));
        }
        lines.add("");
        lines.addAll(report.diff());
        return lines;
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "### Prompt of %s against %s"
                        .formatted(code(report.project()), code(report.baseline())));
        lines.add("");
        if (!report.changed()) {
            lines.add(unchanged() + ".");
            return lines;
        }
        EvalBound bound = report.bound();
        if (bound != null) {
            lines.add("**%s.**".formatted(capital(bound.text())));
            lines.add("");
        }
        lines.addAll(table(Style.MARKDOWN));
        lines.add("");
        lines.add(capital(difference()) + ".");
        lines.add(capital(counts()) + ".");
        lines.add("");
        lines.add(capital(report.cost().text()) + ".");
        if (report.worse() > 0) {
            List<String> rows = new ArrayList<>();
            shown().forEach(lost -> rows.add("- " + lost(code(lost.task()), lost)));
            rows.addAll(more("- "));
            details(lines, "Tasks with a lower score", rows);
        }
        String fence = fence(report.diff());
        List<String> diff = new ArrayList<>(List.of(fence + "diff"));
        diff.addAll(report.diff());
        diff.add(fence);
        details(lines, "Difference of the prompts", diff);
        return lines;
    }

    private String unchanged() {
        return "the prompts are the same: no task was scored, no model was called";
    }

    private List<String> table(Style style) {
        TextTable table =
                TextTable.of("prompt | version | score | tasks | unreadable | without a score");
        String baseline = report.baseline();
        String name = style == Style.MARKDOWN ? code(baseline).replace("|", "\\|") : baseline;
        row(table, "this prompt", report.version(), report.score());
        row(table, name, report.baselineVersion(), report.baselineScore());
        return table.lines(style);
    }

    private static void row(TextTable table, String name, String version, ScoreStats score) {
        table.row(
                name,
                version.substring(0, Math.min(ID_LETTERS, version.length())),
                Texts.score(score),
                score.items(),
                score.unparseable(),
                score.infrastructure());
    }

    private String difference() {
        PairedDifference of = report.difference();
        if (of == null) return "";
        return Texts.format(
                "%s: difference %+.3f, 95 %% interval %+.3f to %+.3f, over %s with both scores",
                report.verdict(),
                of.estimate(),
                of.low(),
                of.high(),
                Texts.counted(of.items(), "task"));
    }

    private String counts() {
        PairedDifference of = report.difference();
        int scored = of == null ? 0 : of.items();
        return "higher on %s, lower on %d, equal on %d"
                .formatted(
                        Texts.counted(report.better(), "task"),
                        report.worse(),
                        scored - report.better() - report.worse());
    }

    private List<EvalReport.LostTask> shown() {
        return report.lost().stream().limit(SHOWN).toList();
    }

    private List<String> more(String before) {
        int rest = report.worse() - SHOWN;
        return rest > 0 ? List.of(before + "and " + rest + " more") : List.of();
    }

    private static String lost(String task, EvalReport.LostTask lost) {
        return Texts.format(
                "%s: %.3f instead of %.3f",
                ControlCharacters.line(task), lost.score(), lost.baselineScore());
    }

    private static void details(List<String> lines, String title, List<String> content) {
        lines.add("");
        lines.add("<details><summary>%s</summary>".formatted(title));
        lines.add("");
        lines.addAll(content);
        lines.add("");
        lines.add("</details>");
    }

    /** Text of users in a comment is code, so that it cannot be Markdown, HTML or a mention. */
    private static String code(String text) {
        return "`" + ControlCharacters.line(text).replace('`', '\'') + "`";
    }

    /** A prompt may contain a fence itself, so this one is longer. */
    private static String fence(List<String> lines) {
        int longest = 2;
        for (String line : lines) {
            int run = 0;
            for (int i = 0; i < line.length(); i++) {
                run = line.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return "`".repeat(longest + 1);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
