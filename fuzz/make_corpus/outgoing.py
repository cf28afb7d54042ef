#!/usr/bin/env python3
"""Writes the seeds of sign_in_fuzz and webhook_fuzz."""
import json
import pathlib

root = pathlib.Path(__file__).parent.parent


def write(target, seeds):
    folder = root / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in seeds.items():
        (folder / name).write_text(text)


document = {"issuer": "https://id.example", "authorization_endpoint": "https://id.example/a",
            "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/j", "response_types_supported": ["code"]}
write("sign_in_fuzz", {
    "answer": "code=c%20d&state=s", "issuer": "code=c&state=s&iss=i", "denied": "error=access_denied&error_description=no&state=s",
    "twice": "a=1&a=1&b", "plus": "a=x+y%C3%A9&&=", "cut": "a=%4", "document": json.dumps(document),
    "post": json.dumps({**document, "token_endpoint_auth_methods_supported": ["client_secret_post"],
                        "authorization_response_iss_parameter_supported": True}),
    "plain": json.dumps({**document, "code_challenge_methods_supported": ["plain"]}),
})
signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
write("webhook_fuzz", {
    "changed": f"msg_p5jXN8AQM9LWM0D4loKWxJek\n1614265330\n{signature}\n" + '{"test": 2432232315}',
    "several": f"m\n1614265330\nv2,x v1a,AAAA {signature}\nbody", "old": f"m\n1\n{signature}\n", "url": "https://example.org:8443/hook?x=1",
    "user": "https://a:b@example.org/", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "address": "https://[::ffff:127.0.0.1]/",
})
