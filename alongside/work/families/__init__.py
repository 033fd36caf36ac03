"""Families of schools and other networks: who belongs, since when, for what; what they agreed.

A *family* here is any circle of schools of a kind that `policies/families.yaml` names: a family of schools, a
consortium, an alliance, a teaching school hub, a diocese, a network. It is *proposed*, *standing*, *declined* or
*ended*. Schools belong over periods (*membership*), to several at once. Trusts are the register's, not kept here.
"""
