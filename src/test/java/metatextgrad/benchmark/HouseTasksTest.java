package metatextgrad.benchmark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Right answers follow from the questions and from the rules of the house alone. */
final class HouseTasksTest {
    private static final int COUNT = 1_000;
    private static final Pattern AMOUNT =
            Pattern.compile("(US\\$ |\\$)?(\\d[\\d,]*(?:\\.\\d\\d)?)( USD)?(?= |\\.$)");
    private static final Pattern FIGURES = Pattern.compile("(\\d\\d?)([/.])(\\d\\d?)\\2(\\d{4})");
    private static final Pattern WORDS =
            Pattern.compile("(\\d\\d?) (\\p{L}+) (\\d{4})|(\\p{L}+) (\\d\\d?), (\\d{4})");
    private static final Pattern PACKS =
            Pattern.compile("(\\w+) (?:box|pack|bag)(?:es|s)? of (\\d+)");
    private static final Pattern DOZENS = Pattern.compile("(half )?(\\w+) dozen");
    private static final Pattern PAIRS = Pattern.compile("(\\w+) pairs? of");
    private static final List<String> MONTHS =
            List.of(
                    ("January February March April May June July August September October"
                                    + " November December")
                            .split(" "));
    private static final List<String> NUMBERS =
            List.of("half a two three four five six seven eight nine".split(" "));

    @Test
    void shouldWriteAmountsInWholeCents() {
        Map<String, Integer> forms = new TreeMap<>();
        for (TaskSubmitted task : tasks(new CentsTasks())) {
            Matcher amount = found(AMOUNT, task);
            BigDecimal dollars = new BigDecimal(amount.group(2).replace(",", ""));
            assertThat(task.target()).isEqualTo(dollars.movePointRight(2).toPlainString());
            String sign = amount.group(1) == null ? "USD" : amount.group(1).strip();
            forms.merge(sign + (dollars.scale() == 0 ? " whole" : ""), 1, Integer::sum);
        }

        assertThat(forms.keySet()).containsExactly("$", "$ whole", "US$", "USD");
        assertThat(forms.get("$")).isBetween(370, 460);
        assertThat(forms.get("$ whole")).isBetween(140, 200);
        assertThat(forms.get("US$")).isBetween(170, 250);
    }

    @Test
    void shouldDrawAsManySmallAmountsAsLargeOnes() {
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (TaskSubmitted task : tasks(new CentsTasks())) {
            int dollars = Integer.parseInt(target(task)) / 100;
            sizes.merge(dollars < 100 ? 1 : dollars < 1_000 ? 2 : 3, 1, Integer::sum);
        }

        assertThat(sizes.values()).hasSize(3).allMatch(count -> count > 280 && count < 390);
    }

    @Test
    void shouldReadTheDayFirst() {
        int figures = 0;
        for (TaskSubmitted task : tasks(new DatesTasks())) {
            Matcher date = FIGURES.matcher(task.input());
            if (date.find()) {
                figures++;
                assertThat(task.target())
                        .isEqualTo(iso(date.group(4), date.group(3), date.group(1)));
            } else {
                Matcher words = found(WORDS, task);
                boolean dayFirst = words.group(1) != null;
                String month = words.group(dayFirst ? 2 : 4);
                assertThat(task.target())
                        .isEqualTo(
                                iso(
                                        words.group(dayFirst ? 3 : 6),
                                        "" + (MONTHS.indexOf(month) + 1),
                                        words.group(dayFirst ? 1 : 5)));
            }
        }

        assertThat(figures).isBetween(440, 560);
    }

    @Test
    void shouldCountSinglePieces() {
        for (TaskSubmitted task : tasks(new PiecesTasks())) {
            Matcher packs = PACKS.matcher(task.input());
            Matcher dozens = DOZENS.matcher(task.input());
            int pieces =
                    packs.find()
                            ? number(packs.group(1)) * Integer.parseInt(packs.group(2))
                            : !dozens.find()
                                    ? 2 * number(found(PAIRS, task).group(1))
                                    : dozens.group(1) == null ? 12 * number(dozens.group(2)) : 6;
            assertThat(task.target()).as(task.input()).isEqualTo("" + pieces);
        }
    }

    private static List<TaskSubmitted> tasks(TaskGenerator family) {
        return family.generate(new ProjectId("p"), "set", COUNT, 1);
    }

    private static Matcher found(Pattern pattern, TaskSubmitted task) {
        Matcher matcher = pattern.matcher(task.input());
        assertThat(matcher.find()).as(task.input()).isTrue();
        return matcher;
    }

    private static String target(TaskSubmitted task) {
        return requireNonNull(task.target());
    }

    private static String iso(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                .toString();
    }

    private static int number(String word) {
        return word.matches("\\d+") ? Integer.parseInt(word) : NUMBERS.indexOf(word);
    }
}
