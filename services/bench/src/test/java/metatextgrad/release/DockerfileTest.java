package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import metatextgrad.cli.testing.Repository;
import metatextgrad.config.SettingsReader;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code Dockerfile} repeats what the build of the image by Jib states. */
final class DockerfileTest {
    private final List<String> lines =
            Repository.read("Dockerfile").replace("\\\n", "").lines().toList();
    private Element jib;

    @BeforeEach
    void readPom() throws Exception {
        NodeList plugins =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Repository.ROOT.resolve("services/experiments/pom.xml").toFile())
                        .getElementsByTagName("plugin");
        for (int i = 0; i < plugins.getLength(); i++)
            if (plugins.item(i) instanceof Element plugin
                    && plugin.getTextContent().contains("jib-maven-plugin")) jib = plugin;
    }

    @Test
    void shouldUseTheBaseOfTheImage() {
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")).toList().getLast())
                .isEqualTo("FROM " + text("image"));
    }

    @Test
    void shouldRunAsTheImageDoes() {
        List<String> start = new ArrayList<>(List.of("java"));
        start.addAll(texts("jvmFlag"));
        start.addAll(List.of("-cp", "@/app/jib-classpath-file", text("mainClass")));
        assertThat(Yaml.texts(Yaml.read(instruction("ENTRYPOINT")))).isEqualTo(start);
        assertThat(instruction("USER")).isEqualTo(text("user"));
        assertThat(instruction("WORKDIR")).isEqualTo(text("workingDirectory"));
        assertThat(instruction("EXPOSE")).isEqualTo(text("port"));
        assertThat(instruction("LABEL"))
                .contains("licenses=\"" + text("org.opencontainers.image.licenses") + '"');
    }

    /** So the files and their rights are those of the image that is tested. */
    @Test
    void shouldTakeItsFilesFromJib() {
        assertThat(instruction("COPY")).isEqualTo("--from=build /image/ /");
        assertThat(Repository.read("Dockerfile"))
                .contains("-Djib.goal=buildTar -Djib.from.image=scratch")
                .contains("services/experiments/target/jib-image.tar");
        assertThat(Repository.read(".dockerignore").lines()).contains("**/target", ".git");
    }

    /** Files of a checkout that may have keys of models and passwords. */
    @Test
    void shouldTakeNoSecretsIntoCommitsAndBuilds() {
        for (String ignored : List.of(".gitignore", ".dockerignore"))
            assertThat(Repository.read(ignored).lines())
                    .contains(".env", SettingsReader.FILE.toString());
    }

    /** The last instruction of a name: the stages before the last one build. */
    private String instruction(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .toList()
                .getLast()
                .substring(name.length() + 1);
    }

    private String text(String tag) {
        return texts(tag).getFirst();
    }

    private List<String> texts(String tag) {
        List<String> texts = new ArrayList<>();
        NodeList found = jib.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) texts.add(found.item(i).getTextContent());
        return texts;
    }
}
