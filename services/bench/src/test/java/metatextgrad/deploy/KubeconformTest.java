package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The chart against the JSON schemas of Kubernetes, where kubeconform and the schemas are. */
final class KubeconformTest {
    /** A folder of schemas, such as one of the package {@code kubernetes-validate} of PyPI. */
    private static final String SCHEMAS = "KUBERNETES_SCHEMAS";

    @ParameterizedTest
    @FieldSource("metatextgrad.deploy.Chart#VALUES")
    void shouldMatchTheSchemasOfKubernetes(String values, @TempDir Path folder)
            throws IOException {
        Tool.require("kubeconform");
        String schemas = System.getenv().getOrDefault(SCHEMAS, "");
        assumeTrue(!schemas.isEmpty(), SCHEMAS + " names no folder of Kubernetes' JSON schemas");
        Path rendered = Files.writeString(folder.resolve("chart.yaml"), Chart.render(values).text());
        Tool.Result result =
                Tool.run(
                        List.of(
                                "kubeconform",
                                "-summary",
                                "-skip",
                                "PodMonitor,PrometheusRule,ScaledObject",
                                "-schema-location",
                                schemas + "/{{.ResourceKind}}{{.KindSuffix}}.json",
                                rendered.toString()));
        assertThat(result.status()).as(result.output()).isZero();
    }
}
