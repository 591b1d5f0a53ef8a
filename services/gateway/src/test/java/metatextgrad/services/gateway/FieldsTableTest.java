package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each row of the table of request fields names a test that exists. */
final class FieldsTableTest {
    private static final Pattern NAMED = Pattern.compile("(?m)^\\|.*\\| `(\\w+)#(\\w+)` \\|$");

    @Test
    void shouldNameTestsThatExist() throws Exception {
        List<MatchResult> rows =
                NAMED.matcher(Files.readString(Path.of("../../docs/gateway.md")))
                        .results()
                        .toList();

        assertThat(rows).hasSize(10);
        for (MatchResult row : rows) {
            Class<?> test = Class.forName(getClass().getPackageName() + "." + row.group(1));
            assertThat(Arrays.stream(test.getDeclaredMethods()))
                    .as(row.group())
                    .anyMatch(method -> method.getName().equals(row.group(2)));
        }
    }
}
