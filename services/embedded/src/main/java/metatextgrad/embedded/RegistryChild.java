package metatextgrad.embedded;

/**
 * The main class of the child JVM: runs the registry's own {@code main}, and ends when the parent
 * ends. Only the JDK, the registry and this module are on the child's class path.
 */
final class RegistryChild {
    private static final String SERVER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private RegistryChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ParentWatch.start();
        // By name, since the server is on the child's class path only, not on that of the build.
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
