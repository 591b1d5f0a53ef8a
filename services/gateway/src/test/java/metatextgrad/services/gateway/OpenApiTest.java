package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.api.Route;
import metatextgrad.services.gateway.settings.Scope;
import org.junit.jupiter.api.Test;

final class OpenApiTest extends ApiUnderTest {
    private static final Pattern REQUEST = Pattern.compile("\\| `([A-Z]+ /api/v1/[^?`]+)");

    private static final Path PAGE = Path.of("..", "..", "docs", "gateway.md");

    @Test
    void shouldDescribeEachRouteAndNoOther() throws Exception {
        gateway.start();

        assertThat(new ApiDocument().routes()).containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void shouldDescribeTheQueryParametersOfEachRoute() throws Exception {
        gateway.start();
        ApiDocument document = new ApiDocument();

        for (Route one : gateway.gateway().routes())
            assertThat(document.queryOf(one.method().name(), Route.BASE + one.path()))
                    .as(one.path())
                    .containsExactlyElementsOf(one.query());
    }

    private List<String> routes() {
        List<String> routes = new ArrayList<>();
        routes.add("GET " + Route.BASE + ApiRoutes.DESCRIPTION);
        for (Route one : gateway.gateway().routes())
            routes.add(one.method().name() + " " + Route.BASE + one.path());
        return routes;
    }

    @Test
    void shouldServeTheDocumentWithoutAKey() throws Exception {
        gateway.start();

        HttpResponse<String> answer = send(gateway.request("/api/v1/openapi.yaml").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.1.0\n");
    }

    @Test
    void shouldDescribeEachProblem() throws Exception {
        gateway.start();
        List<String> types = new ArrayList<>();
        new ApiDocument()
                .document()
                .at("/components/schemas/Problem/properties/type/enum")
                .forEach(one -> types.add(one.asText()));

        List<String> known = new ArrayList<>();
        for (Problem one : Problem.values()) known.add("urn:mtg:problem:" + one.code());
        assertThat(types).containsExactlyElementsOf(known);
    }

    @Test
    void shouldStateAScopeOfEachOperation() throws Exception {
        gateway.start();
        for (JsonNode path : new ApiDocument().document().path("paths"))
            for (JsonNode operation : path) {
                if (operation.has("security")) continue;
                String text = operation.path("description").asText();
                assertThat(text).startsWith("Scope `");
                assertThat(text.substring(7, text.indexOf('`', 7)).toUpperCase(Locale.ROOT))
                        .isIn(List.of(Scope.values()).stream().map(Enum::name).toList());
            }
    }

    @Test
    void shouldListRoutesAndProblemsOnThePage() throws Exception {
        gateway.start();
        String page = Files.readString(PAGE);
        TreeSet<String> listed = new TreeSet<>();
        Matcher requests = REQUEST.matcher(page);
        while (requests.find())
            listed.add(requests.group(1).replaceAll("(?<=/)[A-Z]+(?=/|$)", "{}"));

        assertThat(listed)
                .containsExactlyElementsOf(
                        new TreeSet<>(
                                routes().stream()
                                        .map(one -> one.replaceAll("\\{[^}]+}", "{}"))
                                        .toList()));
        for (Problem one : Problem.values())
            assertThat(page)
                    .contains(
                            "| %d | `%s` | %s |".formatted(one.status(), one.code(), one.advice()));
    }
}
