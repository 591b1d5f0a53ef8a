package metatextgrad.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What applications link brings kafka-clients and nothing else. */
@AnalyzeClasses(
        packages = "metatextgrad.client",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class DependenciesTest {
    @ArchTest
    static final ArchRule ONLY_KAFKA_CLIENTS =
            classes()
                    .that()
                    .resideInAPackage("metatextgrad.client..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "metatextgrad.client..",
                            "org.apache.kafka.clients..",
                            "org.apache.kafka.common..",
                            "org.jspecify.annotations..");

    /** An application over HTTP can leave Kafka out. */
    @ArchTest
    static final ArchRule KAFKA_APART =
            noClasses()
                    .that()
                    .haveNameNotMatching(
                            ".*\\.(Kafka\\w+|ServingTableReader|TopicSender|LazyProducer)(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @Test
    void shouldDeclareKafkaClientsOnly() throws Exception {
        Element pom =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile())
                        .getDocumentElement();
        NodeList dependencies = pom.getElementsByTagName("dependency");
        List<String> linked = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element one = (Element) dependencies.item(i);
            String scope = text(one, "scope");
            if (!scope.equals("test") && !scope.equals("provided"))
                linked.add(text(one, "artifactId"));
        }
        assertThat(linked).containsExactly("kafka-clients");
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
