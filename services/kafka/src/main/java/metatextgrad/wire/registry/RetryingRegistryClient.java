package metatextgrad.wire.registry;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry client that retries transient failures. A proxy, because every method needs it. */
final class RetryingRegistryClient implements InvocationHandler {
    private final RegistryClientFacade registry;
    private final RegistryRetry retry;
    private final Map<String, AbsentSchemas> byId;

    private RetryingRegistryClient(RegistryClientFacade registry, RegistryRetry retry, Time time) {
        this.registry = registry;
        this.retry = retry;
        byId =
                Map.of(
                        "getSchemaByContentId", new AbsentSchemas(time),
                        "getSchemaByGlobalId", new AbsentSchemas(time));
    }

    static RegistryClientFacade of(RegistryClientFacade registry, RegistryRetry retry, Time time) {
        return (RegistryClientFacade)
                Proxy.newProxyInstance(
                        RegistryClientFacade.class.getClassLoader(),
                        new Class<?>[] {RegistryClientFacade.class},
                        new RetryingRegistryClient(registry, retry, time));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        Supplier<@Nullable Object> call = () -> retry.ask(() -> once(method, arguments));
        AbsentSchemas absent = byId.get(method.getName());
        if (absent == null || arguments == null) return call.get();
        return absent.unlessAbsent((Long) arguments[0], call);
    }

    private @Nullable Object once(Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException("registry client failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("registry client has no public " + method, e);
        }
    }
}
