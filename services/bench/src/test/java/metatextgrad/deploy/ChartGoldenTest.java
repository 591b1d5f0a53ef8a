package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What the chart renders, as a reviewer wants to see it change. It fails on purpose after every
 * change of the chart: think of what an upgrade does to pods and volumes that are there (a
 * StatefulSet takes no other {@code serviceName}, selector or volume claim), then run it once more
 * with {@code -Dgolden.update=true}.
 */
final class ChartGoldenTest {
    @ParameterizedTest
    @FieldSource("metatextgrad.deploy.Chart#VALUES")
    void shouldRenderTheSame(String values) throws IOException {
        Path golden = Path.of("src/test/resources/deploy/chart-" + values + ".yaml");
        String rendered =
                Chart.render(values)
                        .text()
                        .replaceAll(
                                "(?s)(mtg-\\w+.json: \\|-\n).*?\n(?=---|  \\S|$)",
                                "$1    (the board)\n");
        if (Boolean.getBoolean("golden.update")) Files.writeString(golden, rendered);
        assertThat(rendered).isEqualTo(Files.readString(golden));
    }
}
