package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The chart against Kubernetes' own schemas. They know no resources of operators. */
final class KubernetesSchemasTest {
    private static final String VALIDATE = "kubernetes-validate";

    @ParameterizedTest
    @FieldSource("metatextgrad.deploy.Chart#VALUES")
    void shouldHaveOnlyPropertiesOfKubernetes(String values, @TempDir Path folder)
            throws IOException {
        Tool.require(VALIDATE);
        Path rendered =
                Files.writeString(folder.resolve("chart.yaml"), Chart.render(values).text());
        Tool.Result result =
                Tool.run(List.of(VALIDATE, "-k", "1.31", "--strict", rendered.toString()));
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("passed for resource statefulset/");
    }
}
