package metatextgrad.services.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ProjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OidcSectionTest {
    private static final String ENOUGH =
            "issuer: https://login.example/, client: c, console: https://prompts.example/";

    private static OidcRules read(String fields) {
        OidcRules rules = RulesFile.read("oidc: {%s}".formatted(fields)).oidc();
        if (rules == null) throw new AssertionError("no section");
        return rules;
    }

    @Test
    void shouldReadAProviderWithGroups() {
        Rights operators =
                new Rights(Set.of(Scope.READ, Scope.OPERATE), false, Set.of(new ProjectId("dyck")));

        assertThat(
                        read(
                                ENOUGH
                                        + ", scope: openid groups, claim: roles, groups: [{name: a, projects: [dyck], scopes: [read, operate]}]"))
                .isEqualTo(
                        new OidcRules(
                                "https://login.example/",
                                "c",
                                URI.create("https://prompts.example"),
                                "openid groups",
                                "roles",
                                Map.of("a", operators)));
    }

    @Test
    void shouldReadGroupsOfTheIdTokenUnlessStated() {
        OidcRules rules = read(ENOUGH);

        assertThat(rules.scope()).isEqualTo("openid email");
        assertThat(rules.claim()).isEqualTo("groups");
        assertThat(rules.rights(List.of("a"))).isEmpty();
        assertThat(RulesFile.read("keys: []").oidc()).isNull();
    }

    @Test
    void shouldTakeThisMachineWithoutTls() {
        assertThat(
                        read("issuer: 'http://127.0.0.1:9000', client: c, console: 'http://localhost:8080'")
                                .console())
                .isEqualTo(URI.create("http://localhost:8080"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    client: c                           | oidc has no `issuer`
                    issuer: http://login.example        | oidc.issuer must begin with https://
                    issuer: "https://a.example/?b=c"    | oidc.issuer must be an http(s) address without user, ? and #, with a port up to 65535
                    issuer: https://a, console: https://b | oidc has no `client`
                    issuer: https://a, client: c        | oidc has no `console`
                    issuer: https://a, client: c, console: http://b | oidc.console must begin with https://
                    issuer: https://a, client: c, console: https://b/c | oidc.console must have no path: it is the root
                    issuer: https://a, scope: groups    | oidc.scope must contain `openid`
                    secret: s                           | oidc has the unknown field `secret`; known are [claim, client, console, groups, issuer, scope]
                    """)
    void shouldStateWhatIsWrong(String fields, String reason) {
        assertThatThrownBy(() -> read(fields)).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {projects: [a]}                            | oidc.groups[0] has no `name`
                    {name: a, scopes: [serve]}                 | oidc.groups[0].scopes must be `read` or `operate`: people use the console only
                    {name: a, scopes: [admin]}                 | oidc.groups[0].scopes must be one of [serve, feed, read, operate], not `admin`
                    {name: a}, {name: a}                       | oidc.groups[1] is a group that came before
                    """)
    void shouldStateWhatIsWrongWithAGroup(String groups, String reason) {
        assertThatThrownBy(() -> read("%s, groups: [%s]".formatted(ENOUGH, groups)))
                .hasMessage(reason);
    }
}
