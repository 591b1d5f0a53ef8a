package metatextgrad.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.json.PricesFile;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldHaveDefaults() {
        SettingsReader read = read(Map.of());
        assertThat(read.settings())
                .isEqualTo(
                        new Settings(
                                "localhost:9092",
                                "http://localhost:8081/apis/registry/v3",
                                "mtg.",
                                null,
                                Path.of("./data"),
                                9464,
                                12,
                                (short) -1,
                                Duration.ofDays(30),
                                Duration.ofMinutes(30),
                                Map.of()));
        assertThat(read.model())
                .isEqualTo(
                        new ModelEndpoint(
                                URI.create("https://api.openai.com/v1"),
                                null,
                                null,
                                List.of(),
                                256,
                                256,
                                Duration.ofSeconds(30),
                                null,
                                null,
                                PricesFile.standard(),
                                false));
    }

    @Test
    void shouldMapEveryName() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "secret");
        Path prices =
                Files.writeString(
                        folder.resolve("prices.yaml"),
                        "as-of: '2026-11-01'\nmodels: {m: {input: 1.5, output: 0.00002}}");
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2");
        environment.put("APICURIO_REGISTRY_URL", "https://registry/v3");
        environment.put("MTG_PREFIX", "team-");
        environment.put("MTG_INSTANCE", "pod-3");
        environment.put("MTG_DATA", "/data");
        environment.put("MTG_OPS_PORT", "1");
        environment.put("MTG_OPS_HOST", "::1");
        environment.put("MTG_PARTITIONS", "2");
        environment.put("MTG_REPLICATION", "3");
        environment.put("MTG_RETENTION", "12h");
        environment.put("MTG_DEADLINE", "PT5S");
        environment.put("MTG_MAX_IN_FLIGHT", "6");
        environment.put("MTG_MAX_IN_FLIGHT_PER_PROJECT", "4");
        environment.put("MTG_DRAIN", "10m");
        environment.put("MTG_PRICES", prices.toString());
        environment.put("MTG_REQUESTS_PER_MINUTE", "500");
        environment.put("MTG_TOKENS_PER_MINUTE", "90000");
        environment.put("OPENAI_BASE_URL", "http://model:8000/v1");
        environment.put("OPENAI_API_KEY_FILE", key.toString());
        environment.put("LOG_LEVEL", "debug");
        environment.put("LOG_FORMAT", "json");
        SettingsReader read = read(environment);
        assertThat(read.settings())
                .isEqualTo(
                        new Settings(
                                "a:1,b:2",
                                "https://registry/v3",
                                "team-",
                                "pod-3",
                                Path.of("/data"),
                                1,
                                "::1",
                                2,
                                (short) 3,
                                Duration.ofHours(12),
                                Duration.ofSeconds(5),
                                Map.of(),
                                Map.of()));
        assertThat(read.model())
                .isEqualTo(
                        new ModelEndpoint(
                                URI.create("http://model:8000/v1"),
                                null,
                                key,
                                List.of(),
                                6,
                                4,
                                Duration.ofMinutes(10),
                                500,
                                90_000,
                                new Prices(
                                        LocalDate.of(2026, 11, 1),
                                        new TreeMap<>(Map.of("m", new Price(1_500_000, 20)))),
                                false));
    }

    @Test
    void shouldReadFurtherServersWithTheirOwnKeysOnly() {
        ModelEndpoint model =
                read(Map.of(
                                "MTG_MODEL_SERVERS",
                                "http://vllm:8000/v1/ ,https://eu.example.com/v1  EU_KEY",
                                "OPENAI_API_KEY",
                                "default",
                                "EU_KEY",
                                "eu "))
                        .model();
        ModelServer plain = new ModelServer("http://vllm:8000/v1", null);
        ModelServer eu = new ModelServer("https://eu.example.com/v1", "EU_KEY");
        assertThat(model.servers())
                .containsExactly(new AllowedServer(plain, null), new AllowedServer(eu, "eu"));
        assertThat(model.servers())
                .hasToString("[http://vllm:8000/v1, https://eu.example.com/v1 EU_KEY]");
        assertThat(model.allows(eu)).isTrue();
        assertThat(model.allows(new ModelServer("https://eu.example.com/v1", null))).isFalse();
        assertThat(model.allows(new ModelServer("http://vllm:8000/v1", "EU_KEY"))).isFalse();
        assertThat(model.allows(new ModelServer("https://evil.example.com/v1", "EU_KEY")))
                .isFalse();
    }

    /** Commands and other services have no keys. */
    @Test
    void shouldReadServersWhoseKeyIsNotSetHere() {
        AllowedServer server =
                read(Map.of("MTG_MODEL_SERVERS", "http://a/v1 KEY")).model().servers().getFirst();
        assertThat(server.key()).isNull();
        assertThat(server.lacksKey()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a/v1 ODD       | ODD contains a line break or a character outside ASCII: copy only the key",
                "http://a/v1 sk-secret | MTG_MODEL_SERVERS (environment) is 'http://a/v1 ***'; it must be addresses separated by commas, each followed by the name of a variable if the server needs a key, such as https://eu.example.com/v1 EU_KEY",
                "http://u:p@a/v1       | MTG_MODEL_SERVERS (environment) is 'http://***@a/v1'; it must be addresses separated by commas, each followed by the name of a variable if the server needs a key, such as https://eu.example.com/v1 EU_KEY",
                "http://a/v1, b        | MTG_MODEL_SERVERS (environment) is 'http://a/v1, b'; it must be addresses separated by commas, each followed by the name of a variable if the server needs a key, such as https://eu.example.com/v1 EU_KEY"
            })
    void shouldReportWrongServersWithoutTheirKeys(String servers, String problem) {
        Map<String, String> environment = Map.of("MTG_MODEL_SERVERS", servers, "ODD", "kä");
        assertThat(catchThrowableOfType(InvalidSettings.class, () -> read(environment)).problems())
                .containsExactly(problem);
    }

    @Test
    void shouldPreferFlagsToEnvironmentToFileToDefaults() throws IOException {
        Path file =
                file(
                        "mtg.prefix=file",
                        "mtg.instance=file",
                        "mtg.data=file",
                        "kafka.retries=1",
                        "kafka.linger.ms=5");
        Map<String, String> environment =
                Map.of("MTG_PREFIX", "env", "MTG_INSTANCE", "env", "KAFKA_RETRIES", "2");
        Settings settings =
                SettingsReader.read(Map.of(Setting.MTG_PREFIX, "flag"), environment, file)
                        .settings();
        assertThat(settings.prefix()).isEqualTo("flag");
        assertThat(settings.instance()).isEqualTo("env");
        assertThat(settings.dataFolder()).isEqualTo(Path.of("file"));
        assertThat(settings.partitions()).isEqualTo(12);
        assertThat(settings.kafka()).isEqualTo(Map.of("retries", "2", "linger.ms", "5"));
    }

    @Test
    void shouldReadTheLinesOfAContextBeforeTheEnvironment() throws IOException {
        Path file =
                file(
                        "kafka.bootstrap.servers=file:1",
                        "kafka.retries=1",
                        "%prod.kafka.bootstrap.servers=prod:1",
                        "%prod.kafka.retries=3",
                        "%dev.mtg.prefix=dev.");
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "env:1", "KAFKA_RETRIES", "2");
        Settings prod = SettingsReader.read(Map.of(), environment, file, "prod").settings();
        assertThat(prod.bootstrapServers()).isEqualTo("prod:1");
        assertThat(prod.kafka()).isEqualTo(Map.of("retries", "3"));
        assertThat(prod.prefix()).isEqualTo("mtg.");
        Settings none = SettingsReader.read(Map.of(), environment, file).settings();
        assertThat(none.bootstrapServers()).isEqualTo("env:1");
        assertThat(
                        SettingsReader.read(
                                        Map.of(Setting.KAFKA_BOOTSTRAP_SERVERS, "flag:1"),
                                        environment,
                                        file,
                                        "prod")
                                .settings()
                                .bootstrapServers())
                .isEqualTo("flag:1");
    }

    @Test
    void shouldReportAnUnknownContext() throws IOException {
        Path file = file("%prod.mtg.prefx=x", "%.mtg.prefix=x");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), file, "prd"))
                .hasMessage(
                        """
                        %.mtg.prefix in FILE names no context: write %NAME.KEY, with letters, digits, - and _ in NAME
                        no context prd: no line of FILE begins with %prd.; known: prod. Did you mean `prod`?"""
                                .replace("FILE", file.toString()));
    }

    @Test
    void shouldNameTheFileAndTheContextOfAnUnknownKey() throws IOException {
        Path file = file("%local.KAFKA_BOOTSTRAP_SERVERS=x:1", "mtg.prefx=x");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), file, "local"))
                .hasMessage(
                        """
                        unknown key mtg.prefx in FILE; did you mean mtg.prefix?
                        unknown key %local.KAFKA_BOOTSTRAP_SERVERS in FILE; did you mean %local.kafka.bootstrap.servers?"""
                                .replace("FILE", file.toString()));
    }

    @Test
    void shouldOnlyCheckKeysOfTheChosenContext() throws IOException {
        Path file = file("%prod.mtg.prefx=x", "%local.mtg.prefix=local.");
        assertThat(SettingsReader.read(Map.of(), Map.of(), file, "local").settings().prefix())
                .isEqualTo("local.");
        assertThat(SettingsReader.read(Map.of(), Map.of(), file).settings().prefix())
                .isEqualTo("mtg.");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), file, "prod"))
                .hasMessageStartingWith("unknown key %prod.mtg.prefx in ");
    }

    @Test
    void shouldNameTheFlagOfAWrongValue() {
        assertThat(
                        SettingsReader.problem(
                                "--bootstrap", Setting.KAFKA_BOOTSTRAP_SERVERS, "nowhere"))
                .contains("--bootstrap is 'nowhere'; it must be host:port, separated by commas");
        assertThat(SettingsReader.problem("--bootstrap", Setting.KAFKA_BOOTSTRAP_SERVERS, "a:1"))
                .isEmpty();
    }

    @Test
    void shouldTreatBlankAsAbsent() throws IOException {
        Path file = file("mtg.ops.port=1", "mtg.instance=");
        Settings settings =
                SettingsReader.read(
                                Map.of(), Map.of("MTG_OPS_PORT", " ", "OPENAI_API_KEY", ""), file)
                        .settings();
        assertThat(settings.opsPort()).isEqualTo(1);
        assertThat(settings.instance()).isNull();
    }

    @Test
    @DisplayName("FAULT 36: all problems of the settings are reported at once")
    void shouldReportEverythingThatIsWrongAtOnce() throws IOException {
        Path file =
                file(
                        "mtg.partitoins=3",
                        "log.level=debug",
                        "kafka.isolation.level=read_uncommitted");
        Map<String, String> environment =
                Map.of(
                        "MTG_OPS_PRT", "1",
                        "MTG_OPS_PORT", "99999",
                        "MTG_OPS_HOST", "localhost",
                        "MTG_REPLICATION", "0",
                        "MTG_RETENTION", "0d",
                        "KAFKA_SECURITY_PROTOCL", "SSL",
                        "KAFKA_CONSUMER_ENABLE_AUTO_COMMIT", "true",
                        "OPENAI_API_KEY", "secret",
                        "OPENAI_API_KEY_FILE", "/nowhere",
                        "APICURIO_REGISTRY_URL", "registry:8081");
        InvalidSettings invalid =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () -> SettingsReader.read(Map.of(), environment, file));
        assertThat(invalid.problems())
                .containsExactly(
                        "unknown setting MTG_OPS_PRT; did you mean MTG_OPS_PORT?",
                        "log.level cannot be in a file: logging starts before it is read; set LOG_LEVEL in"
                                + " the environment",
                        "unknown key mtg.partitoins in " + file + "; did you mean mtg.partitions?",
                        "kafka.isolation.level cannot be set: must be read_committed: uncommitted records"
                                + " may be aborted",
                        "KAFKA_CONSUMER_ENABLE_AUTO_COMMIT cannot be set: offsets are committed in the same"
                                + " transaction as the results",
                        "unknown KAFKA_SECURITY_PROTOCL; did you mean KAFKA_SECURITY_PROTOCOL?",
                        "APICURIO_REGISTRY_URL (environment) is 'registry:8081'; it must be an http(s) address without user, ? and #, with a port up to 65535",
                        "MTG_OPS_PORT (environment) is '99999'; it must be a number from 0 to 65535",
                        "MTG_OPS_HOST (environment) is 'localhost'; it must be an IP address, such as 127.0.0.1 or ::1",
                        "MTG_REPLICATION (environment) is '0'; it must be -1, or 1 or more",
                        "MTG_RETENTION (environment) is '0d'; it must be a time, such as 90s, 30m, 12h, 30d"
                                + " or PT30M",
                        "both OPENAI_API_KEY and OPENAI_API_KEY_FILE are set; keep one",
                        "OPENAI_API_KEY_FILE is '/nowhere', which does not exist");
        assertThat(invalid).hasMessage(String.join("\n", invalid.problems()));
        assertThat(invalid.getMessage()).doesNotContain("secret");
    }

    @Test
    void shouldReadTheSecretOfTheConsoleAndHideIt() {
        GatewaySettings gateway =
                SettingsReader.read(Map.of(), Map.of("MTG_CONSOLE_CLIENT_SECRET", "s3cret"), null)
                        .gateway();

        assertThat(gateway.clientSecret()).isEqualTo("s3cret");
        assertThat(gateway.toString()).doesNotContain("s3cret");
        assertThatThrownBy(
                        () ->
                                SettingsReader.read(
                                        Map.of(),
                                        Map.of(
                                                "MTG_CONSOLE_CLIENT_SECRET", "s3cret",
                                                "MTG_CONSOLE_CLIENT_SECRET_FILE", "/nowhere"),
                                        null))
                .hasMessage(
                        "both MTG_CONSOLE_CLIENT_SECRET and MTG_CONSOLE_CLIENT_SECRET_FILE are set; keep one"
                                + "\nMTG_CONSOLE_CLIENT_SECRET_FILE is '/nowhere', which does not exist");
    }

    @Test
    void shouldRefuseToLogPrompts() {
        Map<String, String> environment = Map.of("OPENAI_LOG", "Debug");
        InvalidSettings invalid =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () -> SettingsReader.read(Map.of(), environment, null));
        assertThat(invalid.problems())
                .containsExactly("OPENAI_LOG is debug, which logs prompts and answers: unset it");
    }

    @Test
    void shouldPassClientPropertiesThroughUntouched() {
        Map<String, String> kafka =
                read(Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                                "KAFKA_SASL_JAAS_CONFIG", "login password=\"a${b}\\c,d\";",
                                "KAFKA_PRODUCER_LINGER_MS", "5"))
                        .settings()
                        .kafka();
        assertThat(kafka)
                .isEqualTo(
                        Map.of(
                                "security.protocol", "SASL_SSL",
                                "sasl.jaas.config", "login password=\"a${b}\\c,d\";",
                                "producer.linger.ms", "5"));
    }

    @Test
    @DisplayName("DEFECT 3: the passwords among the properties of Kafka's clients")
    void defect3ShouldKnowThePasswordsOfKafkaClients() {
        String jaas = "login required username=\"reader\" password=\"s3cret-of-kafka\";";
        Settings settings =
                read(Map.of(
                                "KAFKA_SASL_JAAS_CONFIG", jaas,
                                "KAFKA_SSL_KEY_PASSWORD", "key-password-1",
                                "KAFKA_PRODUCER_LINGER_MS", "5"))
                        .settings();

        assertThat(settings.secrets())
                .containsExactlyInAnyOrder("s3cret-of-kafka", "key-password-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a.B required username=\"u\" password=\"with a blank\"; | with a blank",
                "a.B required clientId='c' clientSecret='s3cret!'; | s3cret!",
                "a.B required user=u password=bare; | bare",
                "a.B required pin=\"1234\"; | a.B required pin=\"1234\";",
                "a.B required; |"
            })
    void shouldFindThePasswordOfALogin(String jaas, String password) {
        assertThat(read(Map.of("KAFKA_SASL_JAAS_CONFIG", jaas)).settings().secrets())
                .isEqualTo(password == null ? List.of() : List.of(password));
    }

    @Test
    void shouldPassCredentialsToTheRegistrysClient() throws IOException {
        Path truststore = Files.writeString(folder.resolve("ca.P12"), "");
        Settings settings =
                read(Map.of(
                                "MTG_REGISTRY_TOKEN_URL", "https://idp/token",
                                "MTG_REGISTRY_CLIENT_ID", "mtg",
                                "MTG_REGISTRY_CLIENT_SECRET", "s3cret",
                                "MTG_REGISTRY_SCOPE", "registry",
                                "MTG_REGISTRY_TRUSTSTORE", truststore.toString(),
                                "MTG_REGISTRY_TRUSTSTORE_PASSWORD", "changeit"))
                        .settings();
        assertThat(settings.registry())
                .isEqualTo(
                        Map.of(
                                "apicurio.registry.url",
                                "http://localhost:8081/apis/registry/v3",
                                "apicurio.registry.auth.service.token.endpoint",
                                "https://idp/token",
                                "apicurio.registry.auth.client.id",
                                "mtg",
                                "apicurio.registry.auth.client.secret",
                                "s3cret",
                                "apicurio.registry.auth.client.scope",
                                "registry",
                                "apicurio.registry.tls.truststore.location",
                                truststore.toString(),
                                "apicurio.registry.tls.truststore.type",
                                "PKCS12",
                                "apicurio.registry.tls.truststore.password",
                                "changeit"));
        assertThat(settings.secrets()).containsExactlyInAnyOrder("s3cret", "changeit");
    }

    @Test
    void shouldReportCredentialsOfTheRegistryThatLackAPart() {
        Map<String, String> environment =
                Map.of(
                        "MTG_REGISTRY_USER", "reader",
                        "MTG_REGISTRY_TOKEN_URL", "https://idp/token",
                        "MTG_REGISTRY_TRUSTSTORE", "absent.p12");
        InvalidSettings invalid =
                catchThrowableOfType(
                        InvalidSettings.class,
                        () -> SettingsReader.read(Map.of(), environment, null));
        assertThat(invalid.problems())
                .containsExactly(
                        "MTG_REGISTRY_USER and MTG_REGISTRY_PASSWORD need each other: set both or neither",
                        "MTG_REGISTRY_TOKEN_URL, MTG_REGISTRY_CLIENT_ID and MTG_REGISTRY_CLIENT_SECRET need each other: set all or none",
                        "both MTG_REGISTRY_USER and MTG_REGISTRY_TOKEN_URL are set: keep one way to authenticate",
                        "MTG_REGISTRY_TRUSTSTORE is 'absent.p12', which does not exist or cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "MTG_REGISTRY_SCOPE,'MTG_REGISTRY_SCOPE needs MTG_REGISTRY_TOKEN_URL: set it, or remove both'",
        "MTG_REGISTRY_TRUSTSTORE_PASSWORD,'MTG_REGISTRY_TRUSTSTORE_PASSWORD needs MTG_REGISTRY_TRUSTSTORE: set it, or remove both'",
        "MTG_REGISTRY_TRUSTSTORE,'MTG_REGISTRY_TRUSTSTORE is ''x'', which must end in .pem, .crt, .p12, .pfx or .jks'"
    })
    void shouldReportASettingOfTheRegistryThatHasNoUse(String name, String problem) {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(name, "x"), null))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage(problem);
    }

    @Test
    void shouldIgnoreNamesOfOtherPrograms() {
        Map<String, String> environment =
                Map.of(
                        "KAFKA_HOME", "/opt/kafka",
                        "KAFKA_OPTS", "-Xmx1g",
                        "KAFKA_HEAP_OPTS", "-Xmx1g",
                        "KAFKA_LOG4J_OPTS", "-D",
                        "KAFKA_CLUSTER_ID", "x",
                        "MTG_NO_BUILD", "1",
                        "MTG_PLUGINS", "/opt/jars",
                        "MTG_SIMULATOR_WORLD", "demo",
                        "PATH", "/bin");
        assertThat(read(environment).settings().kafka()).isEmpty();
    }

    @Test
    void shouldOnlyWarnOfAMisspeltNameThatOtherToolsShare() throws IOException {
        Map<String, String> environment =
                Map.of(
                        "OPENAI_BASE_URI",
                        "http://a/v1",
                        "OPENAI_APY_KEY",
                        "k",
                        "OPENAI_MODEL",
                        "m");
        assertThat(read(environment).warnings())
                .containsExactly(
                        "OPENAI_BASE_URI is not a setting of mtg; did you mean OPENAI_BASE_URL?",
                        "OPENAI_APY_KEY is not a setting of mtg; did you mean OPENAI_API_KEY?");

        Path file = file("openai.base.url=http://b/v1");
        assertThat(SettingsReader.read(Map.of(), environment, file).warnings())
                .as("what is set is not missed")
                .containsExactly(
                        "OPENAI_APY_KEY is not a setting of mtg; did you mean OPENAI_API_KEY?");
    }

    @Test
    void shouldNotWarnOfNamesOfOtherTools() {
        Map<String, String> environment =
                Map.of(
                        "OPENAI_ORG_ID", "o",
                        "OPENAI_ORGANIZATION", "o",
                        "OPENAI_PROJECT_ID", "p",
                        "OPENAI_MODEL", "m",
                        "OPENAI_API_BASE", "http://a/v1",
                        "OPENAI_API_VERSION", "1",
                        "OPENAI_API_TYPE", "azure",
                        "OPENAI_ADMIN_KEY", "k",
                        "OPENAI_WEBHOOK_SECRET", "s",
                        "OPENAI_LOG", "info");
        assertThat(read(environment).warnings()).isEmpty();
        assertThat(read(Map.of("OPENAI_API_KEY", "k")).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolation.level",
                "enable.auto.commit",
                "auto.offset.reset",
                "acks",
                "group.protocol",
                "allow.auto.create.topics",
                "processing.guarantee",
                "transactional.id",
                "group.instance.id",
                "application.id",
                "group.id",
                "partitioner.class",
                "partitioner.ignore.keys",
                "production.exception.handler",
                "state.dir",
                "global.consumer.isolation.level"
            })
    void shouldRefusePropertiesThatGuaranteesDependOn(String property) throws IOException {
        Path plain = file("kafka." + property + "=x");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), plain))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("kafka." + property + " cannot be set: ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {
                "MTG_PARTITIONS",
                "MTG_MAX_IN_FLIGHT",
                "MTG_REQUESTS_PER_MINUTE",
                "MTG_TOKENS_PER_MINUTE",
                "MTG_DEADLINE",
                "MTG_DRAIN",
                "MTG_PREFIX",
                "OPENAI_BASE_URL",
                "KAFKA_BOOTSTRAP_SERVERS"
            })
    void shouldReportTheSourceOfAWrongValue(Setting setting) {
        assertThatThrownBy(() -> SettingsReader.read(Map.of(setting, "?"), Map.of(), noFile()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith(setting + " (flag) is '?'; it must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MTG_PREFIX=.", "MTG_PREFIX=..", "MTG_DRAIN=25h", "MTG_DRAIN=0s"})
    void shouldRefuseImpossibleValues(String setting) {
        String[] parts = setting.split("=");
        assertThatThrownBy(() -> read(Map.of(parts[0], parts[1])))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith(
                        parts[0] + " (environment) is '" + parts[1] + "'; it must be ");
    }

    @Test
    void shouldReportAMissingFile() {
        Path missing = folder.resolve("missing.properties");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), missing))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("cannot read " + missing);
    }

    @Test
    void shouldReportWhyAFileCannotBeRead() throws IOException {
        Path odd =
                Files.write(folder.resolve("odd.properties"), new byte[] {'a', '=', (byte) 0xff});
        Path escaped = Files.writeString(folder.resolve("escaped.properties"), "a=\\u12");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), odd))
                .hasMessage("cannot read " + odd + ": it is not UTF-8 text");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), escaped))
                .hasMessage("cannot read " + escaped + ": Malformed \\uxxxx encoding.");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), folder.resolve("none")))
                .hasMessage("cannot read " + folder.resolve("none") + ": it does not exist");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), folder))
                .hasMessageNotContaining("Exception");
    }

    @Test
    void shouldRefuseAFileOfTheKeyThatHasNone() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path odd = Files.writeString(folder.resolve("odd"), "sec\nret");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Map<Path, String> reasons =
                Map.of(
                        folder,
                        "is a directory: specify a file",
                        Path.of("/dev/null"),
                        "is not a regular file: specify a file that contains only the key",
                        empty,
                        "is empty: write the key into it",
                        loop,
                        "is a broken link: specify the file itself",
                        odd,
                        "contains a line break or a character outside ASCII: copy only the key");
        reasons.forEach(
                (file, reason) ->
                        assertThatThrownBy(
                                        () -> read(Map.of("OPENAI_API_KEY_FILE", file.toString())))
                                .isInstanceOf(InvalidSettings.class)
                                .hasMessage("OPENAI_API_KEY_FILE is '%s', which %s", file, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sec\nret", "sec\u00e9ret", "sec\u200bret", "sec\tret"})
    void shouldRefuseAKeyThatNoHeaderCanHave(String key) {
        assertThatThrownBy(() -> read(Map.of("OPENAI_API_KEY", key)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage(
                        "OPENAI_API_KEY contains a line break or a character outside ASCII: copy only the key");
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:secret@host/v1,   http://***@host/v1",
        "http://me:sec/ret@host/v1,  http://***@host/v1",
        "http://host/v1?key=secret,  http://host/v1?***",
        "http://host/v1#secret,      http://host/v1?***",
        "me:secret@host,             ***@host"
    })
    void shouldRefuseAnAddressWithMoreThanTheServerWithoutShowingIt(String url, String shown) {
        for (String name : List.of("OPENAI_BASE_URL", "APICURIO_REGISTRY_URL"))
            assertThatThrownBy(() -> read(Map.of(name, url)))
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessage(
                            "%s (environment) is '%s'; it must be an http(s) address without user, ? and #, with a port up to 65535",
                            name, shown);
    }

    @Test
    void shouldRefuseAPrefixThatMakesATopicNameTooLong() {
        Settings longest = read(Map.of("MTG_PREFIX", "p".repeat(200))).settings();
        assertThat(Topics.all()).allMatch(topic -> topic.in(longest).length() <= 249);
        assertThatThrownBy(() -> read(Map.of("MTG_PREFIX", "p".repeat(201))))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageEndingWith(
                        "it must be at most 200 characters: letters, digits, dots, dashes and underscores; not only dots");
    }

    @Test
    void shouldRefuseADuplicateKeyInTheFile() throws IOException {
        Path file = file("mtg.prefix=a.", "mtg.prefix=b.");
        assertThatThrownBy(() -> SettingsReader.read(Map.of(), Map.of(), file))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("duplicate key mtg.prefix in " + file + ": keep one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_SECURITY_PROTOCOL         | BOGUS | String must be one of",
                "KAFKA_MAX_POLL_RECORDS          | abc   | Not a number of type INT",
                "KAFKA_CONSUMER_MAX_POLL_RECORDS | -1    | Value must be at least 1"
            })
    void shouldRefuseValuesThatNoKafkaClientAccepts(String name, String value, String reason) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("%s is '%s': %s".formatted(name, value, reason));
    }

    @Test
    void shouldReportProblemsOfAPricesFile() throws IOException {
        Path odd = Files.write(folder.resolve("odd.yaml"), new byte[] {'a', '\n', (byte) 0xff, 0});
        assertThatThrownBy(() -> read(Map.of("MTG_PRICES", odd.toString())))
                .hasMessage(
                        "MTG_PRICES is '%s', which is not UTF-8 text (line 2): save it as UTF-8"
                                .formatted(odd));
        assertThatThrownBy(() -> read(Map.of("MTG_PRICES", folder.toString())))
                .hasMessage("MTG_PRICES is '" + folder + "', which is a directory: specify a file");
    }

    @Test
    void shouldNeverShowTheKey() {
        ModelEndpoint model = read(Map.of("OPENAI_API_KEY", "secret")).model();
        assertThat(model.key()).isEqualTo("secret");
        assertThat(model.toString()).isEqualTo("https://api.openai.com/v1");
    }

    private SettingsReader read(Map<String, String> environment) {
        return SettingsReader.read(Map.of(), environment, noFile());
    }

    private static @Nullable Path noFile() {
        return null;
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("mtg.properties"), String.join("\n", lines));
    }
}
